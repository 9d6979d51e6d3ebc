"""What can go wrong between us and a registry's EPP server.

TidegateError
├── ProtocolError  the server said something that is no EPP, or not what was asked
├── LostError      the connection broke, did not come about or went silent: worth another try
└── StopError      the server's answer holds for every further name, so going on would only repeat it
"""

from tidegate.errors import TidegateError


class ProtocolError(TidegateError):
    """The server's words cannot be trusted to mean what they seem to: the session ends."""


class LostError(TidegateError):
    """No connection, and nothing known of what was under way on it."""


class StopError(TidegateError):
    """A wrong password, an empty account, a command that the server does not know."""

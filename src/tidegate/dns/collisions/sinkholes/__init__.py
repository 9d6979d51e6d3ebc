"""Known sinkholes: whose a name is that is already held by somebody who watches the same botnet."""

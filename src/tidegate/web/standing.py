"""How a day's names stand, in the words and parts that a page shows. Pure."""

from tidegate.dns.coverage.counts import Counts


class Standing(Counts):
    """Counts as a page shows them."""

    def open(self, measure: str) -> int:
        """The names open by the best knowledge (`gaps`), if only claims counted, or if only proof did."""
        return self.gaps if measure == "gaps" else self.contested - int(getattr(self, measure))

    @property
    def parts(self) -> list[tuple[str, str, float]]:
        """The whole in its parts that are not empty, as (what, words, share of all names); they add up to 1."""
        kinds = [
            ("verified", f"{self.verified:,} verified", self.verified),
            ("claimed", f"{self.unproved:,} claimed, not proved", self.unproved),
            ("gaps", f"{self.gaps:,} open", self.gaps),
            ("exempt", f"{self.exempt:,} exempt, their owners'", self.exempt),
        ]
        return [(kind, words, number / self.names) for kind, words, number in kinds if number]

"""What has to be answered on the record before a registered name may be held or transferred.

Source: ICANN's thought papers on domain seizures and on collateral damage (2012, 2013), in our words.
"""

QUESTIONS = {
    "name-service": "Does it disrupt the name service of other reputable domains?",
    "hosting": "Does it disrupt what third parties host there?",
    "other-services": "Does it disrupt services other than the web, such as mail?",
    "naming-services": "Is it a reputable naming service itself, such as a URL shortener or dynamic DNS?",
    "investigations": "Does it disturb somebody else's investigation?",
}
"""The five questions by their keys."""

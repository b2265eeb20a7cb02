"""E-ARK SIP (CSIP and SIP 2.1.0): METS at the root and of one representation, PREMIS 3.0 and Dublin Core per record."""

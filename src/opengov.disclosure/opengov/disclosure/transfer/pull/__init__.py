"""What an archive's account reads and answers: the feed, packages, files, signatures, receipts."""

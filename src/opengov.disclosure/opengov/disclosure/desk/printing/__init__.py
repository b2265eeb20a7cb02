"""Print views: the document in the order of GB/T 9704 and the drafting sheet (发文拟稿单), as pages and as PDF."""

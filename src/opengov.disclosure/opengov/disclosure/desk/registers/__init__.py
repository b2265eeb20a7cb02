"""The registers as pages, files and over REST: one agency's, and for supervisors those of the agencies below."""

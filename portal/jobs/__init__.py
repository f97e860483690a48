"""What RQ runs. Redis is a bell: everything that must be done is a row of the outbox."""

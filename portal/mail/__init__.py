"""Letters: composed as frozen values, built into messages, delivered over shared connections."""

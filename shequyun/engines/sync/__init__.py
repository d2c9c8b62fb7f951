"""What passes between a phone at the door and the register: devices, slices, envelopes and receipts (docs/sync.md)."""

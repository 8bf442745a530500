"""The only technical tables of the product: outbox, idempotency keys, schedule, heartbeats and leases of workers."""

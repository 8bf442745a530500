"""What people say to an organisation, what was decided, what was done and who was told: «Вы сказали — мы сделали»."""

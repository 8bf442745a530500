"""The federal catalogue: services, partners, audiences, topics, principles, and regulations with versions and steps."""

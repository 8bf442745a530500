"""What staff must know and what people take home: readings of regulations, training, handouts.
Stands on catalogue, documents and network; the desk asks it before a delivery."""

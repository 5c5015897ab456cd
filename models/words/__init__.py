"""How the weights of the ear's second view are made: which of the packs' short replies was said."""

SELECT tags FROM item

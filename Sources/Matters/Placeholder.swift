enum MattersPlaceholder {}

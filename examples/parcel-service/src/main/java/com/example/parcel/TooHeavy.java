package com.example.parcel;

// region fatal
class TooHeavy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooHeavy(int grams) {
        super("No carrier takes %d g".formatted(grams));
    }
}
// endregion

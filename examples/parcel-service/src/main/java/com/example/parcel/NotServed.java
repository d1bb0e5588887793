package com.example.parcel;

import dev.orderflow.events.BusinessException;

// region business
class NotServed extends BusinessException {

    private static final long serialVersionUID = 1L;

    NotServed(String country) {
        super("Another depot serves " + country);
    }
}
// endregion

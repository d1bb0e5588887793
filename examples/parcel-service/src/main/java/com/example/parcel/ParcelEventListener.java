package com.example.parcel;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import org.springframework.stereotype.Component;

// region consume
@Component
class ParcelEventListener implements EventSubscriber {

    private final Parcels parcels;

    ParcelEventListener(Parcels parcels) {
        this.parcels = parcels;
    }

    @Override
    public void subscribe(Subscriptions to) {
        to.on(OrderPacked.class, (order, _) -> parcels.send(order), parcels::lock);
        to.on(ParcelDelivered.class, (parcel, _) -> parcels.delivered(parcel));
    }
}
// endregion

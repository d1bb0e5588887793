package com.example.shelf.adapter.in.messaging;

import com.example.shelf.contract.BookReturned;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;

class ShelfEventListener implements EventSubscriber {

    @Override
    public void subscribe(Subscriptions to) {
        to.on(BookReturned.class, (_, _) -> {});
    }
}

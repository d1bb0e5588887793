package dev.orderflow.inventory.application.port.out;

import dev.orderflow.inventory.domain.Reservation;

/** Measures how many of the orders find what they want. */
public interface ReservationRate {

    /** Counts the event, once the current transaction has made it true. */
    void count(Reservation.Event event);
}

package dev.orderflow.notification.application.port.out;

/** Wakes whoever sends the mails. */
public interface MailAlarm {

    /** There are mails to send, committed by now. Returns at once. */
    void ring();
}

package dev.orderflow.cli.stack;

/** How the services know who is calling. */
public enum Security {
    /** They believe {@code X-USER-ID} and {@code X-USER-ROLES}: anybody on this machine. */
    HEADER,

    /** By tokens, as in production; {@code ./orderflow token} signs them. */
    JWT
}

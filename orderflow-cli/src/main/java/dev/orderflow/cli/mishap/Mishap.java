package dev.orderflow.cli.mishap;

/** Something that goes wrong, and what becomes of it. */
interface Mishap {

    /** What it is, and why it is honest. */
    String story();

    /**
     * Makes it happen and shows where it leads.
     *
     * @throws NotSeenException when it leads elsewhere
     */
    void happen(Stage stage);
}

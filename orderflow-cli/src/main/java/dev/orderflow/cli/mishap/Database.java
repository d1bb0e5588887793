package dev.orderflow.cli.mishap;

/** How to enter a service's database. */
public record Database(String jdbcUrl, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Database[%s as %s]".formatted(jdbcUrl, user);
    }
}

package dev.orderflow.cli.dlq;

/** The person at the terminal, under the name that the services' audit knows them by. */
public record Operator(String userId) {

    private static final int LONGEST = 64;

    /** Who the operating system says it is. */
    public static Operator atThisTerminal() {
        return named(System.getProperty("user.name", ""));
    }

    /** What a user id may not have becomes a dash. */
    static Operator named(String name) {
        var valid = name.strip().replaceAll("[^A-Za-z0-9._@-]", "-");
        if (valid.isEmpty()) {
            return new Operator("operator");
        }
        return new Operator(valid.substring(0, Math.min(valid.length(), LONGEST)));
    }
}

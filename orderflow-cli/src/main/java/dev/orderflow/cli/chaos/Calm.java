package dev.orderflow.cli.chaos;

/** Nothing goes wrong: what the load alone does, and what a new system is warmed up with. */
record Calm() implements Fault {

    @Override
    public String name() {
        return "calm";
    }

    @Override
    public String hypothesis() {
        return "nothing is broken: what the orders alone do to this machine";
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        scene.pause(scene.time());
    }
}

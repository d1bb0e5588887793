package dev.orderflow.cli.chaos;

import java.util.List;

/** Nothing breaks, but customers and the gateway behave at their worst. */
record Customs(String name, String hypothesis, Traffic traffic) implements Fault {

    static List<Fault> all() {
        return List.of(
                new Customs(
                        "hot-product",
                        "fifty buyers want one product of which there are 300: no piece is sold twice",
                        Traffic.USUAL.forOneProduct(300)),
                new Customs(
                        "cancel-race",
                        "every order is cancelled, within 0.4 s of its placing, so amid every step: no stock and no money is held in the end",
                        Traffic.USUAL.cancelledAlways(400)),
                new Customs(
                        "gateway-late",
                        "a tenth of the charges is answered with a time-out, and has succeeded: it is found by enquiry, and taken once",
                        Traffic.USUAL.withGateway(10, 0)),
                new Customs(
                        "gateway-away",
                        "the gateway does not answer for 4 % of the orders, or with an error: these are charged anew under another id, or fail, and nobody pays twice",
                        Traffic.USUAL.withGateway(0, 4)));
    }

    @Override
    public void happen(Scene scene) throws InterruptedException {
        scene.pause(scene.time());
    }
}

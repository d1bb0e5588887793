package dev.orderflow.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Reports with plain figures. */
final class Reports {

    static final Load LOAD = new Load(10_000, 5_000, 200, 50, 32, 512, 0, 0);

    private Reports() {}

    static Report of(double completedPerSecond) {
        var cpu = new LinkedHashMap<String, Double>();
        cpu.put("kafka", 0.25);
        cpu.put("order-service", 1000 / completedPerSecond);
        return new Report(
                LOAD,
                completedPerSecond + 10,
                completedPerSecond,
                new Percentiles(1.5, 2.5, 3.5, 4.5),
                new Percentiles(10.1234, 20, 30, completedPerSecond),
                new Costs(
                        cpu,
                        0.1,
                        OptionalDouble.of(0.5),
                        Map.of("kafka", 300.0),
                        6 * completedPerSecond,
                        OptionalDouble.of(1.75),
                        OptionalDouble.of(1.5)),
                3,
                0,
                "",
                0);
    }

    /** Of a system elsewhere. */
    static Report ofAnotherSystem() {
        var load = new Load(100, 0, 1, 1, 32, 512, 20, 0);
        var millis = new Percentiles(1, 2, 3, 4);
        var costs =
                new Costs(
                        Map.of(),
                        0.2,
                        OptionalDouble.empty(),
                        Map.of(),
                        120,
                        OptionalDouble.empty(),
                        OptionalDouble.empty());
        return new Report(load, 20, 19.5, millis, millis, costs, 0, 1, "500 out of ink", 1);
    }
}

package dev.orderflow.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a stack says. */
final class RememberedProgress implements Progress {

    final List<String> said = new CopyOnWriteArrayList<>();
    final List<String> steps = new CopyOnWriteArrayList<>();

    @Override
    public void done(String what, String detail, Duration time) {
        steps.add(what);
    }

    @Override
    public void say(String sentence) {
        said.add(sentence);
    }
}

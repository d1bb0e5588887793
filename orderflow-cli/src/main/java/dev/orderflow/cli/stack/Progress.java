package dev.orderflow.cli.stack;

import java.time.Duration;

/** Is told what a stack does while somebody waits for it. */
public interface Progress {

    /** For those who do not care. */
    Progress SILENT =
            new Progress() {
                @Override
                public void done(String what, String detail, Duration time) {}

                @Override
                public void say(String sentence) {}
            };

    /** A step is done, and took this long. */
    void done(String what, String detail, Duration time);

    /** Something else that the user should know. */
    void say(String sentence);
}

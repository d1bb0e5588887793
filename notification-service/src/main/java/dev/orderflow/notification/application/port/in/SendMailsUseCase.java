package dev.orderflow.notification.application.port.in;

/** Sends the mails that wait, outside any transaction. */
public interface SendMailsUseCase {

    /**
     * Sends the mails that are due, at most a batch.
     *
     * <p>They are marked as being sent, and that is committed, before the mail server hears of
     * them; what became of them is written afterwards. So a mail is sent at most once: where the
     * process dies in between, or the mail server's answer is lost, its mails become UNCERTAIN and
     * are not sent again. With {@code app.mail.resend-uncertain=true} they are, and a customer can
     * get one twice. Where it is certain that the mail server has not taken a mail, it is tried
     * again after growing pauses until it is given up.
     *
     * <p>Any number of threads and instances may call this at the same time; each mail is in one's
     * hands.
     */
    Progress sendDue();

    /** What the caller had best do next. */
    enum Progress {
        /** There may be more mails due. */
        MORE,
        /** Nothing is due now. */
        IDLE,
        /** There is no mail server: trying again at once would not help. */
        NO_SERVER
    }
}

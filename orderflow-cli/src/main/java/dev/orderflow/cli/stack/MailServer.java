package dev.orderflow.cli.stack;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Takes every mail, whoever it is for, into one mailbox that any mail program can read over IMAP.
 * Nothing leaves this machine. Mails are kept in memory, the newest ones.
 */
final class MailServer implements AutoCloseable {

    static final String USER = "orderflow";
    static final String PASSWORD = "orderflow";

    private static final int MOST = 2_000;

    private final GreenMail greenMail;
    private final MailFolder inbox;

    private MailServer(GreenMail greenMail, GreenMailUser everybody) throws FolderException {
        this.greenMail = greenMail;
        this.inbox = greenMail.getManagers().getImapHostManager().getInbox(everybody);
    }

    /** By default, the library looks for it in every jar of the class path, for each mail. */
    static {
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    static MailServer start(int smtpPort, int imapPort) {
        var greenMail =
                new GreenMail(
                        new ServerSetup[] {
                            new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                            new ServerSetup(imapPort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
                        });
        greenMail.start();
        try {
            var users = greenMail.getUserManager();
            users.setAuthRequired(false);
            var everybody = users.createUser("everybody@orderflow.local", USER, PASSWORD);
            var server = new MailServer(greenMail, everybody);
            users.setMessageDeliveryHandler(
                    (_, _) -> {
                        server.forgetOldest();
                        return everybody;
                    });
            return server;
        } catch (UserException | FolderException e) {
            greenMail.stop();
            throw new IllegalStateException("The mail server could not be set up.", e);
        }
    }

    @Override
    public void close() {
        greenMail.stop();
    }

    /** Half at a time, so that a long benchmark does not pay for it with every mail. */
    private synchronized void forgetOldest() {
        if (inbox.getMessageCount() < MOST) {
            return;
        }
        inbox.getMessages().stream()
                .limit(MOST / 2)
                .forEach(message -> message.setFlag(Flags.Flag.DELETED, true));
        try {
            inbox.expunge();
        } catch (FolderException e) {
            throw new IllegalStateException("Old mails could not be removed.", e);
        }
    }
}

package com.example.messages.application.port.in;

import com.example.messages.domain.Box;
import com.example.messages.domain.Message;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with the messages that they have. */
public interface MailboxUseCase {

    /** Newest first. */
    List<Message> messages(String person, Box box, @Nullable UUID before, int limit);

    /**
     * The receiver has read it; again is fine, and changes nothing.
     *
     * @throws MessageNotFound when there is none of this id for this receiver
     */
    void read(UUID messageId, String receiver);

    /**
     * Sender or receiver deletes it, for both.
     *
     * @throws MessageNotFound when there is none of this id for this person
     */
    void delete(UUID messageId, String person);

    /** It does not exist, is deleted, or is none of the caller's business. */
    final class MessageNotFound extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public MessageNotFound(UUID id) {
            super("There is no message " + id);
        }
    }
}

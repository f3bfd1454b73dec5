package org.qudao.order.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.order.model.AppliedPayment;
import org.qudao.order.model.CreditAccount;
import org.qudao.order.model.CreditAccounts;
import org.qudao.order.model.Effect;
import org.qudao.order.model.OpenEntry;
import org.qudao.platform.mongo.Bsons;
import org.qudao.platform.web.Refusal;
import org.springframework.stereotype.Component;

/**
 * Credit accounts, {@code _id} = node. Taking is one conditional write that reads nothing first; everything rarer is load, change,
 * save at the version that was read. Open entries lie under {@code open.<order id>}, so that one of them is a path.
 */
@Component
class MongoCreditAccounts implements CreditAccounts {

    static final String COLLECTION = "credit_accounts";
    private static final int MAX_ATTEMPTS = 200;
    private static final Taking TAKEN = new Taking.Taken();

    private final MongoCollection<Document> accounts;

    MongoCreditAccounts(MongoDatabase database) {
        accounts = database.getCollection(COLLECTION);
    }

    @Override
    public Taking take(String nodeId, OpenEntry entry, boolean override) {
        String path = "open." + entry.orderId();
        Bson free = and(eq("_id", nodeId), exists(path, false));
        Bson condition = override ? free : and(free, gte("available", Bsons.decimal(entry.outstanding())));
        Bson change = Updates.combine(
                Updates.inc("available", Bsons.decimal(entry.outstanding().negate())),
                Updates.set(path, write(entry)),
                Updates.inc("version", 1L));
        if (accounts.updateOne(condition, change).getMatchedCount() == 1) {
            return TAKEN;
        }
        // Either it is taken already, or it does not fit; between the write and this read somebody may have given back.
        boolean[] fits = {false};
        CreditAccount account = change(nodeId, present -> {
                    Optional<CreditAccount> after = present.take(entry, override);
                    fits[0] = after.isPresent();
                    return after.orElse(present);
                })
                .orElse(null);
        if (fits[0]) {
            return TAKEN;
        }
        return new Taking.Insufficient(CreditAccount.tooLittleFor(entry.outstanding(), nodeId, account));
    }

    @Override
    public void giveBack(String nodeId, String orderId, long before) {
        change(nodeId, account -> account.giveBack(orderId, before));
    }

    @Override
    public Optional<CreditAccount> find(String nodeId) {
        return Optional.ofNullable(accounts.find(eq("_id", nodeId)).first()).map(MongoCreditAccounts::read);
    }

    @Override
    public <T> List<T> list(
            @Nullable Set<String> nodeIds, String afterNodeId, int limit, Function<CreditAccount, T> view) {
        Bson after = gt("_id", afterNodeId);
        return accounts.find(nodeIds == null ? after : and(in("_id", nodeIds), after))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(document -> view.apply(read(document)))
                .into(new ArrayList<>());
    }

    @Override
    public void openPrepaid(String nodeId, String currency) {
        insert(CreditAccount.opened(nodeId, BigDecimal.ZERO, currency, 0));
    }

    @Override
    public Optional<CreditAccount> change(String nodeId, UnaryOperator<CreditAccount> change) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Document document = accounts.find(eq("_id", nodeId)).first();
            if (document == null) {
                return Optional.empty();
            }
            CreditAccount account = read(document);
            CreditAccount changed = change.apply(account);
            if (changed.equals(account)
                    || saved(changed, document.get("version", Number.class).longValue())) {
                return Optional.of(changed);
            }
            Thread.yield();
        }
        throw Refusal.conflict(
                "concurrent-update", "The account of '" + nodeId + "' is very busy. Repeat the request.");
    }

    @Override
    public Opening openOrChange(String nodeId, BigDecimal limit, String currency, int termsDays) {
        CreditAccount opened = CreditAccount.opened(nodeId, limit, currency, termsDays);
        Effect[] effect = {Effect.UNCHANGED};
        Optional<CreditAccount> changed = change(nodeId, account -> {
            boolean same = account.limit().compareTo(limit) == 0 && account.termsDays() == termsDays;
            effect[0] = same ? Effect.UNCHANGED : Effect.UPDATED;
            return same ? account : account.changeTerms(limit, termsDays);
        });
        if (changed.isPresent()) {
            return new Opening(changed.get(), effect[0]);
        }
        return insert(opened) ? new Opening(opened, Effect.INSERTED) : openOrChange(nodeId, limit, currency, termsDays);
    }

    private boolean insert(CreditAccount account) {
        try {
            accounts.insertOne(write(account).append("_id", account.nodeId()).append("version", 1L));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    private boolean saved(CreditAccount account, long expectedVersion) {
        Document set = write(account).append("version", expectedVersion + 1);
        return accounts.updateOne(
                                and(eq("_id", account.nodeId()), eq("version", expectedVersion)),
                                new Document("$set", set))
                        .getMatchedCount()
                == 1;
    }

    static CreditAccount read(Document d) {
        Map<String, OpenEntry> open = new HashMap<>();
        d.get("open", Document.class)
                .forEach((orderId, entry) -> open.put(orderId, readEntry(orderId, (Document) entry)));
        Map<String, AppliedPayment> applying = new HashMap<>();
        for (Document trace : d.getList("applying", Document.class)) {
            AppliedPayment payment = readTrace(trace);
            applying.put(payment.paymentId(), payment);
        }
        return new CreditAccount(
                d.getString("_id"),
                Bsons.decimal(d, "limit"),
                d.getString("currency"),
                d.getInteger("termsDays"),
                Bsons.decimal(d, "available"),
                Bsons.decimal(d, "unallocated"),
                open,
                applying);
    }

    private static Document write(CreditAccount account) {
        Document open = new Document();
        account.open().forEach((orderId, entry) -> open.append(orderId, write(entry)));
        List<Document> applying = new ArrayList<>();
        account.applying().values().forEach(trace -> applying.add(write(trace)));
        return new Document("limit", Bsons.decimal(account.limit()))
                .append("currency", account.currency())
                .append("termsDays", account.termsDays())
                .append("available", Bsons.decimal(account.available()))
                .append("unallocated", Bsons.decimal(account.unallocated()))
                .append("open", open)
                .append("applying", applying);
    }

    /** Without what most entries do not have: the account is read and written for every order of the node. */
    private static Document write(OpenEntry entry) {
        Document document = new Document("amount", Bsons.decimal(entry.amount()))
                .append("since", Bsons.date(entry.since()))
                .append("takenAt", entry.takenAt());
        if (entry.paid().signum() != 0) {
            document.append("paid", Bsons.decimal(entry.paid()));
        }
        if (entry.credited().signum() != 0) {
            document.append("credited", Bsons.decimal(entry.credited()));
        }
        if (entry.invoicedOn() != null) {
            document.append("invoicedOn", Bsons.date(entry.invoicedOn()));
        }
        return document;
    }

    private static OpenEntry readEntry(String orderId, Document d) {
        return new OpenEntry(
                orderId,
                Bsons.decimal(d, "amount"),
                Objects.requireNonNullElse(Bsons.decimalOrNull(d, "paid"), BigDecimal.ZERO),
                Objects.requireNonNullElse(Bsons.decimalOrNull(d, "credited"), BigDecimal.ZERO),
                Bsons.date(d, "since"),
                d.get("takenAt", Number.class).longValue(),
                Bsons.dateOrNull(d, "invoicedOn"));
    }

    private static Document write(AppliedPayment trace) {
        Document byOrder = new Document();
        trace.byOrder().forEach((orderId, amount) -> byOrder.append(orderId, Bsons.decimal(amount)));
        return new Document("payment", trace.paymentId())
                .append("byOrder", byOrder)
                .append("unallocated", Bsons.decimal(trace.unallocated()));
    }

    private static AppliedPayment readTrace(Document d) {
        return new AppliedPayment(
                d.getString("payment"), decimals(d.get("byOrder", Document.class)), Bsons.decimal(d, "unallocated"));
    }

    static Map<String, BigDecimal> decimals(Document d) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        d.keySet().forEach(name -> amounts.put(name, Bsons.decimal(d, name)));
        return amounts;
    }
}

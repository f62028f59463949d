using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Checkout;

/// <summary>The payer's side, up to the PIN. Nothing here moves money, and no state goes backwards.</summary>
internal sealed class Checkouts(
    IMembers members,
    IWallets wallets,
    IOutgoing outgoing,
    DataKeys keys,
    Journal journal,
    MyPayDb db,
    TimeProvider clock
)
{
    private const int SweptAtOnce = 200;
    private static readonly Refusal NotFound = new(RefusalKind.NotFound, "payment.checkout.not_found");
    private static readonly Refusal OtherMember = new(RefusalKind.Forbidden, "payment.checkout.other_member");

    public async Task<CheckoutView?> FindAsync(string tid, CancellationToken ct) =>
        await db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Tid == tid, ct) is { } found
            ? View(found, clock.GetUtcNow())
            : null;

    public async Task<Result<CheckoutView>> OpenAsync(string tid, MemberId member, CancellationToken ct)
    {
        var opened = await journal.WriteAsync<Seen>(
            write =>
            {
                if (write.Find<Purchase>(tid) is not { } purchase)
                    return NotFound;
                if (purchase.Payer is { } payer && payer != member)
                    return OtherMember;
                if (purchase.StateAt(write.Now) == PaymentState.Ready)
                {
                    (purchase.State, purchase.Payer) = (PaymentState.Opened, member);
                    PaymentNews.Touch(write, purchase);
                }

                return new Seen(purchase, write.Now);
            },
            ct
        );
        return opened.TryGet(out var seen, out var refusal) ? View(seen.Purchase, seen.At) : refusal;
    }

    public async Task<Result<ReturnAddress>> AuthorizeAsync(
        string tid,
        MemberId member,
        ConsentTerms? terms,
        CancellationToken ct
    )
    {
        var found = await db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Tid == tid, ct);
        if (found is null)
            return NotFound;
        if (WhyNot(found, member, clock.GetUtcNow()) is { } ended)
            return ended;
        terms = found.Recurring ? terms ?? ConsentTerms.UsualFor(found.Total) : null;
        if (terms?.Against(found.Total) is { } wrong)
            return wrong;
        if (await members.FindAsync(member, ct) is not { } payer)
            return PaymentRefusals.MemberNotActive;
        if (outgoing.AgainstMember(db, member) is { } stopped)
            return stopped;

        // Said now, on the member's own screen, rather than to the shop a moment later. Nothing is charged before
        // approve.
        if (found is { Live: true, Total: > 0 })
        {
            var planned = await wallets.PlanTopUpAsync(member, Won.Of(found.Total), TopUpReason.Paying, ct);
            if (!planned.TryGet(out _, out var short_))
                return short_;
        }

        var authorized = await journal.WriteAsync<Seen>(
            write =>
            {
                var purchase = write.Find<Purchase>(tid)!;
                if (WhyNot(purchase, member, write.Now) is { } late)
                    return late;
                // What was on the page at the last PIN is what was agreed to.
                purchase.Agreed = terms;
                if (purchase.State == PaymentState.Authorized)
                    return new Seen(purchase, write.Now);

                (purchase.State, purchase.Payer, purchase.MaskedPayer) = (
                    PaymentState.Authorized,
                    member,
                    FieldRules.Mask(payer.Name)
                );
                purchase.TokenNonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
                purchase.TokenHash = HashOf(TokenOf(purchase));
                PaymentNews.Touch(write, purchase);
                return new Seen(purchase, write.Now);
            },
            ct
        );
        // Made from key and nonce, never kept: pressed twice, the page leads to the same address, and the shop's first
        // token stays good.
        return authorized.TryGet(out var seen, out var refusal)
            ? new ReturnAddress(RedirectRules.WithToken(seen.Purchase.ApprovalUrl, TokenOf(seen.Purchase)))
            : refusal;
    }

    public async Task<Result<ReturnAddress>> QuitAsync(string tid, MemberId? member, CancellationToken ct)
    {
        var quit = await journal.WriteAsync<string>(
            write =>
            {
                if (write.Find<Purchase>(tid) is not { } purchase)
                    return NotFound;
                if (purchase.State == PaymentState.Quit)
                    return purchase.CancelUrl;
                if (member is null)
                    return OtherMember; // whoever holds the address alone ends nobody's checkout
                if (WhyNot(purchase, member, write.Now) is { } ended)
                    return ended;
                if (purchase.IsClaimed(write.Now))
                    return PaymentRefusals.InProgress;
                purchase.State = PaymentState.Quit;
                PaymentNews.Touch(write, purchase);
                return purchase.CancelUrl;
            },
            ct
        );
        return quit.TryGet(out var url, out var refusal) ? new ReturnAddress(url) : refusal;
    }

    /// <summary>
    /// Ends what nobody approved in time, but not what is being approved right now. Safe to run twice.
    /// </summary>
    public async Task<int> ExpireAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Purchase>()
            .AsNoTracking()
            .Where(p =>
                p.State == PaymentState.Ready || p.State == PaymentState.Opened || p.State == PaymentState.Authorized
            )
            .Where(p => p.ExpiresAt <= now && (p.ClaimedUntil == null || p.ClaimedUntil <= now))
            .OrderBy(p => p.ExpiresAt)
            .Take(SweptAtOnce)
            .Select(p => p.Tid)
            .ToListAsync(ct);
        if (due.Count == 0)
            return 0;
        var expired = await journal.WriteAsync<int>(
            write =>
            {
                var late = write
                    .Db.Set<Purchase>()
                    .Where(p => due.Contains(p.Tid))
                    .ToList()
                    .Where(p => p.IsPending && p.StateAt(write.Now) == PaymentState.Expired)
                    .ToList();
                foreach (var purchase in late)
                {
                    purchase.State = PaymentState.Expired;
                    purchase.EndClaim();
                    PaymentNews.Touch(write, purchase);
                }

                return late.Count;
            },
            ct
        );
        return expired.TryGet(out var count, out _) ? count : 0;
    }

    /// <summary>SHA-256 of a token, as it is kept.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private string TokenOf(Purchase purchase)
    {
        // The shop may have had its token before the key was rotated: then it is still that one.
        var tokens = keys.UnderEachPepper($"pg_token:{purchase.Tid}:{purchase.TokenNonce}")
            .Select(token => Base64Url.EncodeToString(token.AsSpan(0, 15)))
            .ToList();
        return tokens.Find(token => purchase.TokenHash is { } kept && HashOf(token).AsSpan().SequenceEqual(kept))
            ?? tokens[0];
    }

    private static Refusal? WhyNot(Purchase purchase, MemberId? member, DateTimeOffset now)
    {
        if (purchase.Payer is { } payer && payer != member)
            return OtherMember;
        return purchase.StateAt(now) switch
        {
            PaymentState.Ready or PaymentState.Opened or PaymentState.Authorized => null,
            PaymentState.Expired => new(RefusalKind.Conflict, "payment.checkout.expired"),
            PaymentState.Quit or PaymentState.Cancelled => new(RefusalKind.Conflict, "payment.checkout.cancelled"),
            PaymentState.Failed => new(RefusalKind.Conflict, "payment.checkout.failed"),
            _ => new(RefusalKind.Conflict, "payment.checkout.already_paid"),
        };
    }

    private static CheckoutView View(Purchase purchase, DateTimeOffset now) =>
        new(
            purchase.Tid,
            purchase.StateAt(now),
            purchase.TradeName,
            purchase.ItemName,
            purchase.Quantity,
            purchase.Total,
            purchase.PartnerOrderId,
            purchase.Live,
            purchase.Recurring,
            purchase.ExpiresAt,
            purchase.Payer,
            purchase.ApprovalUrl,
            purchase.CancelUrl,
            purchase.FailUrl
        );

    private sealed record Seen(Purchase Purchase, DateTimeOffset At);
}

using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Payment.Stops;

namespace MyPay.Domain.Payment.Approve;

/// <summary>
/// A payment in one go, without a checkout: at the counter, by a scanned QR, by a recurring key. With enough money one
/// write does it; when it is short, the bank is asked first, under the intent's key, so that the same intent never asks
/// twice. A refused one leaves nothing behind, not even its key.
/// </summary>
internal sealed class DirectSale(
    ILinkedAccounts accounts,
    IWallets wallets,
    Sales sales,
    IOutgoing outgoing,
    PaymentStops stops,
    Journal journal,
    MyPayDb db
)
{
    private static readonly Refusal Short = new(RefusalKind.Conflict, "ledger.insufficient");

    /// <summary>Pays.</summary>
    /// <param name="make">Checks the moment's facts inside the write and makes the payment's row, or refuses.</param>
    /// <param name="claim">Taken before a bank is asked; answers a refusal when somebody else is at it.</param>
    public async Task<Result<PaymentView>> PayAsync(
        Intent intent,
        SaleTerms terms,
        Func<JournalWrite, Result<Purchase>> make,
        Func<Task<Refusal?>>? claim = null
    )
    {
        if (!intent.HasBegun && await stops.AgainstAsync(terms.Franchise, intent.Once) is { } stopped)
            return stopped;
        var verified = await accounts.IsVerifiedAsync(intent.Payer, CancellationToken.None);
        Completed? completed = null;
        var paid = await TryAsync(mayBeShort: false);
        if (!paid.TryGet(out var tid, out var refusal) && ReferenceEquals(refusal, Short))
        {
            if (claim is not null && await claim() is { } taken)
                return taken;
            var covered = await wallets.CoverAsync(
                intent.Payer,
                Won.Of(intent.Total),
                TopUpReason.Paying,
                intent.Once ?? new Once("direct-sale", intent.TopUpKey, ""),
                CancellationToken.None
            );
            if (!covered.TryGet(out _, out refusal))
                return refusal;
            paid = await TryAsync(mayBeShort: true);
        }

        if (!paid.TryGet(out tid, out refusal))
            return await outgoing.RefusedAsync(
                new(
                    intent.Payer,
                    OutgoingKind.Pay,
                    Won.Of(intent.Total),
                    $"franchise:{terms.Franchise}",
                    intent.TopUpKey
                ),
                refusal,
                CancellationToken.None
            );

        // What the write made is at hand, unless it was another write that used this key: then it is read.
        if (completed is not null && completed.Purchase.Tid == tid)
            return completed.ToView();
        var made = (await db.FindPurchaseAsync(tid))!;
        return made.ToViewAfter(0, await db.SlipsOfAsync(tid));

        Task<Result<string>> TryAsync(bool mayBeShort) =>
            journal.WriteAsync<string>(
                intent.Once,
                write =>
                {
                    if (!make(write).TryGet(out var purchase, out var no))
                        return no;
                    if (!mayBeShort && !Sales.IsCovered(write, intent.Payer, intent.Total, terms.Live))
                        return sales.MayNot(write, purchase) ?? Short;
                    if (!sales.Complete(write, purchase, terms, verified).TryGet(out completed, out no))
                        return no;
                    write.Add(purchase);
                    return purchase.Tid;
                },
                CancellationToken.None
            );
    }
}

/// <summary>What somebody wants paid, once.</summary>
/// <param name="Once">Null for a caller without a key.</param>
/// <param name="TopUpKey">The bank is asked at most once under it.</param>
/// <param name="HasBegun">Begun by an order of before: a stop of new payments does not touch it.</param>
internal sealed record Intent(MemberId Payer, long Total, Once? Once, string TopUpKey, bool HasBegun = false);

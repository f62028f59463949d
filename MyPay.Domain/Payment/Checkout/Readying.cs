using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Payment.Idempotency;
using MyPay.Domain.Payment.Slips;
using MyPay.Domain.Payment.Stops;

namespace MyPay.Domain.Payment.Checkout;

/// <summary>Prepares a payment (결제 준비).</summary>
internal sealed class Readying(
    IFranchises franchises,
    PaymentStops stops,
    Journal journal,
    MyPayDb db,
    IOptions<CheckoutOptions> options
)
{
    public async Task<Result<PaymentView>> ReadyAsync(ReadyRequest request, CancellationToken ct)
    {
        var terms = request.Terms ?? await franchises.FindByCidAsync(request.Cid, ct);
        if (terms is null || terms.Franchise != request.Caller || terms.Live != request.Live)
            return FieldRules.Wrong("payment.ready.cid_unknown");
        if (Check(request, terms) is { } refusal)
            return refusal;

        var once = request.Key is { } key ? new Once($"ready:{request.Caller}", key, Fingerprints.Of(request)) : null;
        if (await stops.AgainstAsync(request.Caller, once, ct) is { } stopped)
            return stopped;
        var ready = await journal.WriteAsync<string>(
            once,
            write =>
            {
                if (!franchises.MaySell(write, request.Caller))
                    return PaymentRefusals.NotSelling;
                var purchase = New(request, terms, write.Now);
                write.Db.Add(purchase);
                PaymentNews.Touch(write, purchase);
                return purchase.Tid;
            },
            ct
        );
        if (!ready.TryGet(out var tid, out var refused))
            return refused;
        var made = await db.Set<Purchase>().AsNoTracking().SingleAsync(p => p.Tid == tid, ct);
        return made.ToView([], made.CreatedAt);
    }

    private Refusal? Check(ReadyRequest request, CidTerms terms) =>
        FieldRules.Required("partner_order_id", request.PartnerOrderId)
        ?? FieldRules.Required("partner_user_id", request.PartnerUserId)
        ?? FieldRules.Required("item_name", request.ItemName)
        ?? FieldRules.Optional("item_code", request.ItemCode)
        // Nothing to pay makes sense only where a recurring key is wanted.
        ?? FieldRules.Amounts(
            request.TotalAmount,
            request.TaxFreeAmount,
            request.VatAmount,
            request.GreenDeposit,
            request.Quantity,
            least: terms.Recurring ? 0 : 1
        )
        // MyPay pays with money; a shop that asks for a card must not get something else.
        ?? (
            request.MethodType is null or "" or "MONEY"
                ? null
                : FieldRules.Wrong("payment.ready.method_unknown", request.MethodType)
        )
        ?? Redirect("approval_url", request.ApprovalUrl, terms)
        ?? Redirect("cancel_url", request.CancelUrl, terms)
        ?? Redirect("fail_url", request.FailUrl, terms);

    private Refusal? Redirect(string name, string? url, CidTerms terms)
    {
        if (string.IsNullOrWhiteSpace(url))
            return FieldRules.Wrong("payment.ready.field_missing", name);
        if (url.Length > RedirectRules.Longest)
            return FieldRules.Wrong(
                "payment.ready.field_too_long",
                name,
                (long)RedirectRules.Longest,
                (long)url.Length
            );
        if (!RedirectDomains.IsAddress(url) && !RedirectRules.LeadsElsewhere(url))
            return FieldRules.Wrong("payment.ready.redirect_malformed", name);
        if (RedirectDomains.IsLoopback(url) && (!terms.Live || options.Value.AllowLoopback))
            return null; // somebody tries it on a machine of their own
        return RedirectDomains.Allow(terms.RedirectDomains, url)
            ? null
            : FieldRules.Wrong("payment.ready.redirect_not_registered", url);
    }

    private static Purchase New(ReadyRequest request, CidTerms terms, DateTimeOffset now) =>
        new()
        {
            Tid = Serials.Tid(),
            Franchise = request.Caller,
            Cid = request.Cid,
            Live = terms.Live,
            Recurring = terms.Recurring,
            Channel = Channels.Online,
            PartnerOrderId = request.PartnerOrderId,
            PartnerUserId = request.PartnerUserId,
            ItemName = request.ItemName,
            ItemCode = string.IsNullOrEmpty(request.ItemCode) ? null : request.ItemCode,
            Quantity = request.Quantity,
            Total = request.TotalAmount,
            TaxFree = request.TaxFreeAmount,
            Vat = FieldRules.VatOf(request.TotalAmount, request.TaxFreeAmount, request.VatAmount),
            GreenDeposit = request.GreenDeposit,
            ApprovalUrl = request.ApprovalUrl,
            CancelUrl = request.CancelUrl,
            FailUrl = request.FailUrl,
            TradeName = terms.TradeName,
            BusinessNumber = terms.BusinessNumber,
            RateBasisPoints = terms.RateBasisPoints,
            State = PaymentState.Ready,
            CreatedAt = now,
            ExpiresAt = now + FieldRules.Life,
        };
}

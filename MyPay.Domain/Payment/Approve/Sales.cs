using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment.Recurring;
using MyPay.Domain.Payment.Slips;

namespace MyPay.Domain.Payment.Approve;

/// <summary>
/// The one place where a payment becomes paid: inside a write, whichever way the member came. Wallet to franchise, fee,
/// VAT, slips, state and news go together or not at all.
/// </summary>
internal sealed class Sales(IOutgoing outgoing, IFranchises franchises, IWalletPostings postings)
{
    /// <summary>True when the write can pay without asking a bank first.</summary>
    public static bool IsCovered(JournalWrite write, MemberId payer, long total, bool live) =>
        !live || write.BalanceOf(LedgerAccount.Wallet(payer)) >= total;

    /// <summary>Pays. A refusal leaves ledger and payment as they were; the write may go on without it.</summary>
    /// <param name="terms">The contract as it is today: rate and names go on the slip.</param>
    /// <param name="verified">The payer has a verified account: decides how much pending money comes into the room this
    /// makes.</param>
    public Result<Completed> Complete(JournalWrite write, Purchase purchase, SaleTerms terms, bool verified)
    {
        var payer = purchase.Payer!.Value;
        if (!franchises.MaySell(write, purchase.Franchise))
            return PaymentRefusals.NotSelling;
        var stopped = MovesMoney(purchase)
            ? outgoing.Begin(write, MoveOf(purchase))
            : outgoing.AgainstMember(write, payer);
        if (stopped is not null)
            return stopped;

        var fee = FeeRules.Fee(purchase.Total, terms.RateBasisPoints);
        var vat = FeeRules.Vat(fee);
        long? ledgerSlip = null;
        if (purchase is { Live: true, Total: > 0 })
        {
            var posted = write.Post(
                Slip.Of("payment", purchase.Source)
                    .Debit(LedgerAccount.Wallet(payer), Won.Of(purchase.Total), terms.TradeName)
                    .Credit(
                        LedgerAccount.FranchiseUnsettled(purchase.Franchise),
                        Won.Of(purchase.Total - fee - vat),
                        purchase.PartnerOrderId
                    )
                    .Credit(LedgerAccount.FeeIncome, Won.Of(fee), terms.TradeName)
                    .Credit(LedgerAccount.VatPayable, Won.Of(vat), terms.TradeName)
            );
            if (!posted.TryGet(out var slip, out var short_))
                return short_;
            ledgerSlip = slip.Seq;
        }

        (purchase.TradeName, purchase.BusinessNumber, purchase.RateBasisPoints) = (
            terms.TradeName,
            terms.BusinessNumber,
            terms.RateBasisPoints
        );
        (purchase.Aid, purchase.ApprovedAt) = (Serials.Aid(), write.Now);
        purchase.EndClaim();
        if (purchase.Recurring && purchase.Sid is null)
            IssueSid(write, purchase);
        if (purchase.Total == 0)
        {
            purchase.State = PaymentState.SidIssued;
            PaymentNews.Touch(write, purchase);
            return new Completed(purchase, []);
        }

        (purchase.State, purchase.Fee, purchase.FeeVat) = (PaymentState.Paid, fee, vat);
        (purchase.ApprovalNumber, purchase.ReceiptCode) = (Serials.ApprovalNumber(ledgerSlip), Serials.ReceiptCode());
        var sale = new SaleSlip
        {
            Tid = purchase.Tid,
            N = 0,
            Aid = purchase.Aid,
            Franchise = purchase.Franchise,
            Live = purchase.Live,
            Total = purchase.Total,
            TaxFree = purchase.TaxFree,
            Vat = purchase.Vat,
            GreenDeposit = purchase.GreenDeposit,
            Fee = fee,
            FeeVat = vat,
            RateBasisPoints = terms.RateBasisPoints,
            SoldOn = SeoulTime.DateOf(write.Now),
            At = write.Now,
            Payload = purchase.Payload,
            LedgerSlip = ledgerSlip,
        };
        write.Add(sale);
        if (ledgerSlip is not null && write.BalanceOf(LedgerAccount.Pending(payer)) > 0)
            postings.ReleasePending(write, payer, verified, purchase.Source);
        PaymentNews.Approved(write, purchase);
        return new Completed(purchase, [sale]);
    }

    /// <summary>Why these two may not trade now, if so: the franchise or the member is frozen or has left.</summary>
    public Refusal? MayNot(JournalWrite write, Purchase purchase)
    {
        if (!franchises.MaySell(write, purchase.Franchise))
            return PaymentRefusals.NotSelling;
        return MovesMoney(purchase)
            ? outgoing.Against(write, MoveOf(purchase))
            : outgoing.AgainstMember(write, purchase.Payer!.Value);
    }

    /// <summary>The money that would leave the payer's wallet.</summary>
    public static OutgoingMove MoveOf(Purchase purchase) =>
        new(
            purchase.Payer!.Value,
            OutgoingKind.Pay,
            Won.Of(purchase.Total),
            $"franchise:{purchase.Franchise}",
            purchase.Source
        );

    private static bool MovesMoney(Purchase purchase) => purchase is { Live: true, Total: > 0 };

    private static void IssueSid(JournalWrite write, Purchase purchase)
    {
        purchase.Sid = Serials.Sid();
        var key = new RecurringKey
        {
            Sid = purchase.Sid,
            Franchise = purchase.Franchise,
            Cid = purchase.Cid,
            PartnerUserId = purchase.PartnerUserId,
            Member = purchase.Payer!.Value,
            MaskedMember = purchase.MaskedPayer ?? "",
            ItemName = purchase.ItemName,
            CreatedAt = write.Now,
        };
        key.Begin(purchase.Agreed, purchase.Total, write.Now);
        write.Add(key);
    }
}

/// <summary>A payment that has just been paid, with its slip; none when only a recurring key was issued.</summary>
internal sealed record Completed(Purchase Purchase, IReadOnlyList<SaleSlip> Slips)
{
    public PaymentView ToView() => Purchase.ToView(Slips, Purchase.ApprovedAt!.Value);
}

/// <summary>Who sells, on which terms, today.</summary>
internal sealed record SaleTerms(
    FranchiseId Franchise,
    string Cid,
    bool Live,
    string TradeName,
    string BusinessNumber,
    int RateBasisPoints
)
{
    public static SaleTerms Of(string cid, CidTerms terms) =>
        new(terms.Franchise, cid, terms.Live, terms.TradeName, terms.BusinessNumber, terms.RateBasisPoints);

    public static SaleTerms Of(FranchiseView franchise, bool live) =>
        new(
            franchise.Id,
            live ? franchise.Cid : franchise.TestCid,
            live,
            franchise.TradeName,
            franchise.BusinessNumber,
            franchise.RateBasisPoints
        );
}

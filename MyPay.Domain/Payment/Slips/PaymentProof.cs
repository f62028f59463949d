using MyPay.Domain.Ledger.Slips;

namespace MyPay.Domain.Payment.Slips;

/// <summary>
/// Every paid payment has exactly its slips, line by line what fee, VAT and cumulative cancels must be; nothing is
/// cancelled beyond what was paid; test payments moved nothing; and the ledger knows no payment that Payment does not.
/// </summary>
internal sealed class PaymentProof : IProof
{
    // One row a slip, its ledger slip and the accounts it must stand in beside it; ordered, so that a payment's slips
    // come together.
    private const string Slips = """
        SELECT p."Tid", p."Live", p."State", p."Total", p."CancelledTotal", p."Fee", p."FeeVat", p."FeeBack", p."FeeVatBack", p."RateBasisPoints",
               s."N", s."Total", s."Fee", s."FeeVat", s."LedgerSlip", l.seq, l.kind, l.lines, w.id, q.id, f.id,
               p."CancelledTaxFree", p."CancelledVat", s."TaxFree", s."Vat", p."TaxFree", p."Vat"
        FROM payment_purchase p
        LEFT JOIN payment_slip s ON s."Tid" = p."Tid"
        LEFT JOIN ledger_slip l ON l.source = 'payment:' || s."Tid" || CASE WHEN s."N" = 0 THEN '' ELSE ':cancel:' || s."N" END
        LEFT JOIN ledger_account w ON w.code = 'wallet:' || p."Payer"
        LEFT JOIN ledger_account q ON q.code = 'pending:' || p."Payer"
        LEFT JOIN ledger_account f ON f.code = 'franchise-unsettled:' || p."Franchise"
        ORDER BY p."Tid", s."N"
        """;

    private const string Strangers = """
        SELECT l.seq, l.source FROM ledger_slip l
        WHERE l.kind IN ('payment', 'cancel') AND NOT EXISTS (SELECT 1 FROM payment_slip s WHERE s."LedgerSlip" = l.seq)
        """;

    public async Task<ProofCheck> CheckAsync(ProofSnapshot snapshot, CancellationToken ct)
    {
        var tally = new ProofTally("payments as booked");
        var feeIncome = await snapshot.NumberAsync("SELECT id FROM ledger_account WHERE code = 'fee-income'", ct) ?? 0;
        var vatPayable =
            await snapshot.NumberAsync("SELECT id FROM ledger_account WHERE code = 'vat-payable'", ct) ?? 0;
        var books = new Books(feeIncome, vatPayable);
        Account? open = null;
        await foreach (var row in snapshot.RowsAsync(Slips, ct))
        {
            if (open?.Tid != row.Text(0))
            {
                open?.Close(tally);
                open = new Account(row);
                tally.Look();
            }

            if (row.Number(10) is not null)
                open!.Add(row, books, tally);
        }

        open?.Close(tally);
        tally.At(null);
        await foreach (var row in snapshot.RowsAsync(Strangers, ct))
            tally.Find(new($"{row.Text(1)} is booked, but no payment knows it", row.Number(0)));
        return tally.Done();
    }

    /// <summary>What a payment came to, as its slips say: its own row must say the same.</summary>
    private sealed record Sold(long Total, long TaxFree, long Vat, long Fee, long FeeVat)
    {
        /// <summary>A live one by its slip in the ledger, a test by its slip alone.</summary>
        public static Sold? From(ProofRow row, Books books, bool live)
        {
            var said = new Sold(
                row.Number(11) ?? 0,
                row.Number(23) ?? 0,
                row.Number(24) ?? 0,
                row.Number(12) ?? 0,
                row.Number(13) ?? 0
            );
            if (!live)
                return said;
            if (!SlipLines.TryRead(row.Text(17) ?? "", out var lines))
                return null;
            long On(long? account) => lines.Where(l => l.Account == account).Sum(l => l.Signed);
            return said with
            {
                Total = -(On(row.Number(18)) + On(row.Number(19))),
                Fee = On(books.FeeIncome),
                FeeVat = On(books.VatPayable),
            };
        }

        public override string ToString() => $"{Total}, {TaxFree}, {Vat}, {Fee}, {FeeVat}";
    }

    private sealed record Books(long FeeIncome, long VatPayable);

    /// <summary>One payment while its slips go by.</summary>
    private sealed class Account(ProofRow row)
    {
        private readonly bool live = row.Number(1) == 1;
        private readonly string state = row.Text(2) ?? "";
        private readonly long total = row.Number(3) ?? 0,
            fee = row.Number(5) ?? 0,
            vat = row.Number(6) ?? 0;
        private readonly (long?, long?, long?, long?, long?) saidCancelled = (
            row.Number(4),
            row.Number(21),
            row.Number(22),
            row.Number(7),
            row.Number(8)
        );
        private readonly int rate = (int)(row.Number(9) ?? 0);
        private readonly long taxFree = row.Number(25) ?? 0,
            includedVat = row.Number(26) ?? 0;
        private long cancelled,
            cancelledTaxFree,
            cancelledVat,
            feeBack,
            vatBack;
        private int slips;
        private Sold? sold;

        public string Tid { get; } = row.Text(0) ?? "";

        public void Add(ProofRow row, Books books, ProofTally tally)
        {
            var n = row.Number(10)!.Value;
            var what = n == 0 ? $"payment {Tid}" : $"cancel {n} of {Tid}";
            var slip = row.Number(15);
            tally.At("payment_slip", $"{Tid}/{n}");
            tally.Same($"number of {what}", slips, n, slip);
            slips++;

            var amount = row.Number(11) ?? 0;
            var (feeDue, vatDue) = n == 0 ? Taken() : Back(amount);
            tally.Same($"amount of {what}", n == 0 ? total : Math.Min(amount, total - cancelled), amount, slip);
            tally.Same($"fee of {what}", feeDue, row.Number(12) ?? -1, slip);
            tally.Same($"VAT of {what}", vatDue, row.Number(13) ?? -1, slip);
            if (n > 0)
            {
                cancelled += amount;
                (cancelledTaxFree, cancelledVat) = (
                    cancelledTaxFree + (row.Number(23) ?? 0),
                    cancelledVat + (row.Number(24) ?? 0)
                );
                (feeBack, vatBack) = (feeBack + feeDue, vatBack + vatDue);
            }

            tally.Same($"ledger slip of {what}", slip, row.Number(14), slip);
            if (!live)
                tally.Same($"ledger slip of {what}, a test", null, slip, slip);
            else
                CheckLines(what, n == 0, amount, feeDue, vatDue, row, books, tally);
            if (n == 0)
                sold = Sold.From(row, books, live);
        }

        public void Close(ProofTally tally)
        {
            tally.At("payment_purchase", Tid);
            var paid =
                state
                is nameof(PaymentState.Paid)
                    or nameof(PaymentState.PartlyCancelled)
                    or nameof(PaymentState.Cancelled);
            tally.Same($"{Tid} is {state}: paid slips", paid, slips > 0);
            tally.Same(
                $"cancelled of {Tid}",
                (cancelled, cancelledTaxFree, cancelledVat, feeBack, vatBack),
                saidCancelled
            );
            if (!paid)
                return;
            if (sold is not null)
                tally.Same(
                    $"total, tax-free part, VAT, fee and its VAT of {Tid}",
                    sold,
                    new Sold(total, taxFree, includedVat, fee, vat)
                );
            var expected =
                cancelled == 0 ? PaymentState.Paid
                : cancelled == total ? PaymentState.Cancelled
                : PaymentState.PartlyCancelled;
            tally.Same($"state of {Tid}", expected.ToString(), state);
            if (cancelled > total || cancelledTaxFree > taxFree || cancelledVat > includedVat)
                tally.Find(new($"more of {Tid} is cancelled than was paid", null, null, $"{total}", $"{cancelled}"));
        }

        private (long Fee, long Vat) Taken()
        {
            var due = FeeRules.Fee(total, rate);
            return (due, FeeRules.Vat(due));
        }

        private (long Fee, long Vat) Back(long amount) =>
            total == 0
                ? (0, 0)
                : (
                    FeeRules.Back(fee, total, cancelled + amount, feeBack),
                    FeeRules.Back(vat, total, cancelled + amount, vatBack)
                );

        private static void CheckLines(
            string what,
            bool isPayment,
            long amount,
            long fee,
            long vat,
            ProofRow row,
            Books books,
            ProofTally tally
        )
        {
            var slip = row.Number(15);
            if (slip is null || !SlipLines.TryRead(row.Text(17) ?? "", out var lines))
            {
                tally.Find(new($"the slip of {what} is missing or cannot be read", slip));
                return;
            }

            tally.Same($"kind of the slip of {what}", isPayment ? "payment" : "cancel", row.Text(16), slip);
            var sign = isPayment ? 1 : -1;
            long On(long? account) => lines.Where(l => l.Account == account).Sum(l => l.Signed);
            tally.Same($"fee line of {what}", sign * fee, On(books.FeeIncome), slip);
            tally.Same($"VAT line of {what}", sign * vat, On(books.VatPayable), slip);
            tally.Same($"franchise's line of {what}", sign * (amount - fee - vat), On(row.Number(20)), slip);
            // A refund above the cap stands partly or wholly in pending.
            tally.Same($"member's lines of {what}", -sign * amount, On(row.Number(18)) + On(row.Number(19)), slip);
        }
    }
}

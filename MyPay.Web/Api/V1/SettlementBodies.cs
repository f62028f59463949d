using MyPay.Domain.Settlement;

namespace MyPay.Web.Api.V1;

/// <summary>
/// A settlement batch as <c>/v1</c> shows it: gross − canceled − fee − VAT + carry in − reserve = payout + carry out.
/// </summary>
internal sealed record SettlementBody(
    string Id,
    string Status,
    DateOnly From,
    DateOnly To,
    DateOnly SoldDate,
    DateOnly DueDate,
    DateOnly? PaidOutDate,
    string Currency,
    long GrossAmount,
    long CanceledAmount,
    long Fee,
    long Vat,
    long CarryIn,
    long ReserveKept,
    long PayOutAmount,
    long CarryOut,
    int LineCount,
    string BankCode,
    string MaskedAccountNumber,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt,
    string? FailureCode
)
{
    public static SettlementBody Of(BatchView batch) =>
        new(
            batch.Id,
            batch.State.ToString(),
            batch.From,
            batch.To,
            batch.To,
            batch.DueOn,
            PaidOutOn(batch),
            V1Words.Currency,
            batch.Gross,
            batch.Cancelled,
            batch.Fee,
            batch.Vat,
            batch.CarryIn,
            batch.ReserveKept,
            batch.PayOut,
            batch.CarryOut,
            batch.Lines,
            batch.Bank,
            batch.MaskedNumber,
            V1Words.Time(batch.MadeAt),
            V1Words.Time(batch.PaidAt),
            batch.Failure?.Code
        );

    /// <summary>The Seoul date on which the bank was certain; null before.</summary>
    public static DateOnly? PaidOutOn(BatchView batch) =>
        batch.PaidAt is { } paid ? MyPay.Domain.Kernel.SeoulTime.DateOf(paid) : null;
}

/// <summary>One slip of a batch, signed: a cancel has minus signs.</summary>
internal sealed record SettlementLineBody(
    string Tid,
    string PartnerOrderId,
    string Kind,
    long Amount,
    long Fee,
    long Vat,
    long PayOutAmount,
    DateOnly SoldDate,
    DateOnly? PaidOutDate
)
{
    public static SettlementLineBody Of(SettlementLine line, DateOnly? paidOut) =>
        new(
            line.Tid,
            line.PartnerOrderId,
            line.N == 0 ? "PAYMENT" : "CANCEL",
            line.Amount,
            line.Fee,
            line.Vat,
            line.PayOut,
            line.SoldOn,
            paidOut
        );
}

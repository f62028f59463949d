using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking;

/// <summary>Sort of call; fees are per kind.</summary>
public enum BankCallKind
{
    /// <summary>Money comes from a customer's account.</summary>
    Withdraw,

    /// <summary>Money goes to a customer's account.</summary>
    Deposit,

    /// <summary>Whose account is it?</summary>
    HolderInquiry,
}

/// <summary>
/// One call to a bank: stored before it is sent, asked for ever after by its bank_tran_id alone.
/// Sending → Succeeded | Failed | Unknown → (inquiries) → Succeeded | Failed | OperatorCase.
/// </summary>
internal sealed class BankCall
{
    public BankCallId Id { get; init; }

    /// <summary>Organisation code + U + 9; unique per day.</summary>
    public required string BankTranId { get; init; }

    /// <summary>KST date of the call; half of its name at the bank.</summary>
    public DateOnly BankTranDate { get; init; }

    public BankCallKind Kind { get; init; }

    public required string Purpose { get; init; }

    public required string Reference { get; init; }

    public required string Bank { get; init; }

    /// <summary>
    /// Account number, holder and print content (a 1-won check's code is in it), encrypted:
    /// <see cref="BankCallSecret"/> as JSON.
    /// </summary>
    public required string SecretCipher { get; init; }

    public required string MaskedNumber { get; init; }

    public required string MaskedHolder { get; init; }

    public Won Amount { get; init; }

    public required string CorporateAccount { get; init; }

    public BankCallState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    public int Inquiries { get; set; }

    public DateTimeOffset? NextInquiryAt { get; set; }

    /// <summary>The last answer's codes and text, as the bank gave them.</summary>
    public string? RspCode { get; set; }

    public string? BankRspCode { get; set; }

    public string? RspMessage { get; set; }

    /// <summary>Milliseconds from sending to the answer or to giving up.</summary>
    public int? LatencyMs { get; set; }

    /// <summary>The fee booked for it.</summary>
    public Won Fee { get; set; }

    /// <summary>What was sent, account number and names masked, JSON.</summary>
    public string? MaskedPayload { get; set; }

    /// <summary>Who decided it, when the bank never said; null otherwise.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>By what they knew.</summary>
    public string? Evidence { get; set; }

    public bool IsSettled => State is BankCallState.Succeeded or BankCallState.Failed;

    public static string PlaceOf(BankCallId id) => $"banking_call:{id}";

    public BankInstruction Masked(string printContent = "") =>
        new(
            Purpose,
            Reference,
            Kind == BankCallKind.Withdraw ? BankDirection.In : BankDirection.Out,
            Bank,
            MaskedNumber,
            MaskedHolder,
            Amount,
            printContent
        );

    public BankCallView View() =>
        new(
            Id,
            State,
            State == BankCallState.Failed ? Wire.WireCodes.Refusal(RspCode, BankRspCode) : null,
            NextInquiryAt
        );
}

/// <summary>What of a call is kept encrypted.</summary>
internal sealed record BankCallSecret(string Number, string Holder, string PrintContent);

internal sealed class BankCallTable : IEntityTypeConfiguration<BankCall>
{
    public void Configure(EntityTypeBuilder<BankCall> call)
    {
        call.ToTable("banking_call", table => table.HasCheckConstraint("ck_banking_call_amount", "\"Amount\" >= 0"));
        call.HasKey(c => c.Id);
        call.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        call.Property(c => c.Kind).HasConversion<string>().HasMaxLength(16);
        call.HasIndex(c => new { c.BankTranDate, c.BankTranId }).IsUnique();
        call.HasIndex(c => c.NextInquiryAt);
        call.HasIndex(c => c.CreatedAt);
        call.HasIndex(c => new { c.State, c.CreatedAt });
        call.HasIndex(c => new { c.Bank, c.CreatedAt });
        call.HasIndex(c => new { c.Purpose, c.CreatedAt });
        call.HasIndex(c => new { c.Purpose, c.Reference });
    }
}

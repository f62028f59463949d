using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Remittance;

/// <summary>A remittance: to a member or to a bank account. One row from the first press to the end.</summary>
internal sealed class Transfer
{
    public Guid Id { get; init; }

    public MemberId Sender { get; init; }

    /// <summary>Null for a bank account.</summary>
    public MemberId? Receiver { get; init; }

    public required string SenderName { get; init; }

    /// <summary>The receiving member's name, or the account's holder.</summary>
    public required string ReceiverName { get; init; }

    /// <summary>Bank code; null for a member.</summary>
    public string? Bank { get; init; }

    /// <summary>Bank and last digits; null for a member.</summary>
    public string? AccountLabel { get; init; }

    public Won Amount { get; init; }

    public string? Memo { get; init; }

    public Envelope Envelope { get; init; }

    public RemittanceState State { get; set; }

    /// <summary>What was topped up for it.</summary>
    public Won TopUp { get; init; }

    /// <summary>The sender's cap when money comes back.</summary>
    public bool SenderVerified { get; init; }

    public BankCallId? Call { get; init; }

    /// <summary>The bank has not answered (은행 확인 중).</summary>
    public bool Unknown { get; set; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? FailureCode { get; set; }

    public string? FailureDetail { get; set; }

    public Refusal? Failure => FailureCode is null ? null : new(RefusalKind.Conflict, FailureCode, FailureDetail ?? "");

    public string Source => $"remittance:{Id:N}";

    public void End(RemittanceState state, DateTimeOffset at, Refusal? failure = null) =>
        (State, Unknown, EndedAt, FailureCode, FailureDetail) = (
            state,
            false,
            at,
            failure?.Code,
            failure?.Args.FirstOrDefault()?.ToString()
        );

    /// <summary>The other member of the two; null for a bank account.</summary>
    public MemberId? OtherOf(MemberId asker) => Receiver == asker ? Sender : Receiver;

    /// <param name="asker">Sender or receiver.</param>
    /// <param name="balance">The asker's wallet now.</param>
    /// <param name="cards">Of the other, where that is a member.</param>
    public RemittanceView ViewFor(MemberId asker, Won balance, IReadOnlyDictionary<MemberId, MemberCard> cards)
    {
        var incoming = Receiver == asker;
        return new(
            Id,
            incoming,
            incoming ? SenderName : ReceiverName,
            AccountLabel,
            Amount,
            Memo,
            State,
            Unknown,
            incoming ? Won.Zero : TopUp,
            balance,
            SentAt,
            ExpiresAt,
            EndedAt,
            Failure,
            Envelope
        )
        {
            IsOtherProved = OtherOf(asker) is not { } other || (cards.GetValueOrDefault(other)?.IsNameProved ?? false),
        };
    }
}

internal sealed class TransferTable : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.ToTable(
            "remittance_transfer",
            table => table.HasCheckConstraint("ck_remittance_transfer_amount", "\"Amount\" > 0")
        );
        transfer.HasKey(t => t.Id);
        transfer.Property(t => t.State).HasConversion<string>().HasMaxLength(12);
        transfer.Property(t => t.Envelope).HasConversion<string>().HasMaxLength(16).HasDefaultValue(Envelope.None);
        transfer.Property(t => t.Memo).HasMaxLength(RemittanceRules.LongestMemo);
        transfer.Ignore(t => t.Failure);
        transfer.Ignore(t => t.Source);
        transfer.HasIndex(t => new { t.Sender, t.SentAt });
        transfer.HasIndex(t => t.SentAt);
        transfer.HasIndex(t => new { t.Receiver, t.State });
        transfer.HasIndex(t => new { t.State, t.ExpiresAt });
    }
}

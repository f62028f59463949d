using MyPay.Domain.Banking;
using MyPay.Domain.Money;
using MyPay.Web.Localization;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>What a movement is called, the same on every page and in the export.</summary>
public static class MovementWords
{
    public static string Kind(MovementKind kind) =>
        kind switch
        {
            MovementKind.Charge => T("충전", "Charge"),
            MovementKind.AutoCharge => T("자동 충전", "Automatic charge"),
            MovementKind.Withdraw => T("계좌로 꺼냄", "Withdrawal"),
            MovementKind.Send => T("송금", "Sent"),
            MovementKind.Receive => T("받음", "Received"),
            MovementKind.Return => T("돌려받음", "Returned"),
            MovementKind.Release => T("한도 안으로 들어옴", "Released"),
            MovementKind.Pay => T("결제", "Payment"),
            MovementKind.Refund => T("결제 취소", "Refund"),
            _ => T("기타", "Other"),
        };

    /// <summary>Who wanted a charge.</summary>
    public static string Origin(ChargeOrigin origin) =>
        origin switch
        {
            ChargeOrigin.TopUp => T("모자란 돈을 채웠어요", "Topped up what was short"),
            ChargeOrigin.Threshold => T("잔액이 기준보다 적어서", "The balance fell below your threshold"),
            ChargeOrigin.Scheduled => T("예약한 날이라서", "The day you scheduled"),
            _ => T("직접", "By hand"),
        };

    public static string Who(Movement movement) =>
        movement.Counterparty is { } other ? NameAndAccount(movement.Kind, other).Name
        : movement.Kind == MovementKind.Release ? T("기다리던 돈", "Waiting money")
        : Kind(movement.Kind);

    /// <summary>"10:17 · 송금 · 점심값"; where the money went to an account, that account.</summary>
    public static string Line(Movement movement)
    {
        var (_, account) = NameAndAccount(movement.Kind, movement.Counterparty ?? "");
        return string.Join(
            " · ",
            new[] { ClockInSeoul(movement.At), account ?? Kind(movement.Kind), movement.Memo }.Where(part =>
                !string.IsNullOrEmpty(part)
            )
        );
    }

    /// <summary>An icon where the other party is no person.</summary>
    public static string? Glyph(MovementKind kind) =>
        kind switch
        {
            MovementKind.Charge or MovementKind.Withdraw => Icons.AccountBalance,
            MovementKind.AutoCharge => Icons.Autorenew,
            MovementKind.Return => Icons.Undo,
            MovementKind.Release => Icons.HourglassBottom,
            MovementKind.Pay or MovementKind.Refund => Icons.Storefront,
            _ => null,
        };

    public static string Address(Movement movement) => $"/wallet/history/{movement.Number}";

    // Booked in Korean: "KB국민은행 78901".
    private static string Account(string label) => T(label, BankNames.InEnglish(label));

    // Sent to an account, the other party is kept as "홍길동 (KB국민은행 78901)": on a narrow row the name must not crowd out
    // the account.
    private static (string Name, string? Account) NameAndAccount(MovementKind kind, string other)
    {
        var open = other.LastIndexOf(" (", StringComparison.Ordinal);
        return kind == MovementKind.Send && open > 0 && other.EndsWith(')')
            ? (other[..open], Account(other[(open + 2)..^1]))
            : (
                kind is MovementKind.Charge or MovementKind.AutoCharge or MovementKind.Withdraw
                    ? Account(other)
                    : other,
                null
            );
    }
}

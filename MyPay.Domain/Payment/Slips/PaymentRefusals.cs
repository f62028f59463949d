using MyPay.Domain.Kernel;

namespace MyPay.Domain.Payment.Slips;

/// <summary>What several doors of Payment say alike.</summary>
internal static class PaymentRefusals
{
    public static readonly Refusal NotSelling = new(RefusalKind.Forbidden, "payment.ready.franchise_not_active");
    public static readonly Refusal MemberNotActive = new(RefusalKind.Forbidden, "money.member.not_active");
    public static readonly Refusal InProgress = new(RefusalKind.Conflict, "payment.approve.in_progress");
    public static readonly Refusal StoreNotFound = new(RefusalKind.NotFound, "payment.store.not_found");
}

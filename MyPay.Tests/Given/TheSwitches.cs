using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;

namespace MyPay.Tests.Given;

/// <summary>Turns switches of the running product, as an operator does.</summary>
internal static class TheSwitches
{
    public static async Task<SwitchView> TurnOffAsync(this AProduct product, string name, DateTimeOffset? until = null)
    {
        var by = await product.OperatorOnceAsync();
        return (await product.AskAsync((ISwitchDesk d) => d.TurnOffAsync(name, "은행 장애 신고", until, by))).Granted();
    }

    public static async Task<SwitchView> TurnOnAsync(this AProduct product, string name)
    {
        var by = await product.OperatorOnceAsync();
        return (await product.AskAsync((ISwitchDesk d) => d.TurnOnAsync(name, "은행 정상 확인", by))).Granted();
    }

    private static async Task<MyPay.Domain.Platform.Audit.Actor> OperatorOnceAsync(this AProduct product)
    {
        const string Email = "switches@mypay.test";
        var known = await product.AskAsync(
            (MyPay.Domain.Ledger.MyPayDb db) =>
                Task.FromResult(db.Users.Where(u => u.Email == Email).Select(u => u.Id).SingleOrDefault())
        );
        return known is null
            ? await product.StaffAsync(Email, MyPay.Domain.Membership.SignInRoles.Operator)
            : new(known, Email);
    }
}

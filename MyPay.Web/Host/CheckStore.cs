using System.Data.Common;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform;
using Finding = MyPay.Web.Host.CheckVerb.Finding;

namespace MyPay.Web.Host;

/// <summary>
/// What <c>check</c> sees of the database: it opens, keeps its promises (log, fsync), ends where it was sealed, and has
/// people who can run the back office.
/// </summary>
internal static class CheckStore
{
    public static async Task<Finding> LookAsync(MyPaySettings settings, string[] hostArgs)
    {
        try
        {
            var isThere = settings.PostgreSql is null
                ? File.Exists(settings.Storage.SqliteFile)
                : await StorageModule.IsInDatabaseAsync(settings.Storage);
            if (!isThere)
                return new(
                    "database",
                    true,
                    "아직 없어요. 첫 시작이나 staff add가 만들어요",
                    "none yet; the first start, or staff add, makes it"
                );
            await using var store = await StoreHost.OpenAsync(hostArgs, looksOnly: true);
            if (settings.PostgreSql is null)
                _ = store.Services.GetRequiredService<Journal>(); // throws when the promises do not read back
            await using var scope = store.Services.CreateAsyncScope();
            // A key that is missing is said under "keys"; asking for it here would make one.
            if (settings.Storage.KeyFile is not { } key || File.Exists(key))
                await PlatformModule.RequireSealedEndsAsync(
                    scope.ServiceProvider.GetRequiredService<MyPayDb>(),
                    scope.ServiceProvider.GetRequiredService<DataKeys>()
                );
            var people = await scope.ServiceProvider.GetRequiredService<IStaffSignIns>().ListAsync();
            return Missing(people) is { } role
                ? new(
                    "database",
                    false,
                    $"열려요. 하지만 쓸 수 있는 {role}가 없어요. staff add --email E --name N --role {role} 를 실행해 주세요",
                    $"opens, but no {role} can sign in: run staff add --email E --name N --role {role}"
                )
                : new("database", true, "열리고, 약속을 지켜요", "opens and keeps its promises");
        }
        catch (Exception failure)
            when (failure is StartupRefusedException or InvalidOperationException or DbException or IOException)
        {
            return new("database", false, failure.Message, failure.Message);
        }
    }

    // What needs two people needs one of each.
    private static string? Missing(IReadOnlyList<StaffMember> people) =>
        new[] { SignInRoles.Operator, SignInRoles.Approver }.FirstOrDefault(role =>
            !people.Any(person =>
                person.State != StaffState.Disabled && person.Role.Split(", ").Contains(role, StringComparer.Ordinal)
            )
        );
}

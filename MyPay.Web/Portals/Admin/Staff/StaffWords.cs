using MyPay.Domain.Membership;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Staff;

/// <summary>Names for roles and states of the people of the back office.</summary>
internal static class StaffWords
{
    public static string RolesOf(string roles) => string.Join(", ", roles.Split(", ").Select(RoleOf));

    public static string StateOf(StaffMember person) =>
        person.State switch
        {
            StaffState.Invited => T("초대함", "Invited"),
            StaffState.Disabled => T("막음", "Shut out"),
            _ when person.HasSecondStep => T("사용 중", "Active"),
            _ => T("2단계 없음", "No second step"),
        };

    public static Tone ToneOf(StaffMember person) =>
        person.State switch
        {
            StaffState.Invited => Tone.Quiet,
            StaffState.Disabled => Tone.Danger,
            _ => person.HasSecondStep ? Tone.Good : Tone.Warn,
        };

    private static string RoleOf(string role) =>
        role switch
        {
            SignInRoles.Operator => T("운영", "Operator"),
            SignInRoles.Approver => T("승인", "Approver"),
            SignInRoles.Auditor => T("감사", "Auditor"),
            _ => role,
        };
}

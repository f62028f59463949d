using MyPay.Domain.Membership;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Members;

/// <summary>How the back office says how a member stands.</summary>
internal static class MemberWords
{
    public static string Of(MemberDeskView member) =>
        member.State == MemberState.Closed ? T("탈퇴", "Closed") : Of(member.Freeze);

    public static string Of(FreezeLevel level) =>
        level switch
        {
            FreezeLevel.Outgoing => T("출금 정지", "Outgoing stopped"),
            FreezeLevel.Everything => T("모두 정지", "Everything stopped"),
            _ => T("이용 중", "Active"),
        };

    public static Tone ToneOf(MemberDeskView member) =>
        member.State == MemberState.Closed
            ? Tone.Quiet
            : member.Freeze switch
            {
                FreezeLevel.Outgoing => Tone.Warn,
                FreezeLevel.Everything => Tone.Danger,
                _ => Tone.Good,
            };

    public static string Of(PinState state) =>
        state switch
        {
            PinState.Set => T("사용 중", "In use"),
            PinState.Locked => T("잠김 (여러 번 틀림)", "Locked after too many misses"),
            _ => T("아직 없음", "Not set"),
        };
}

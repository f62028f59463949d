using System.Globalization;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership;

/// <summary>How a person's name is compared, and shown to those who are not to know it.</summary>
public static class PersonName
{
    /// <summary>What two spellings of one name have in common: no spaces, no case, one form of each letter.</summary>
    public static string Key(string name) => SignUpRules.NameKey(name);

    /// <summary>The first letter and a star for each other one: <c>지*</c>, <c>김**</c>.</summary>
    public static string Masked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var letters = TypedText.Count(name);
        return letters == 0 ? "" : StringInfo.GetNextTextElement(name) + new string('*', Math.Max(1, letters - 1));
    }
}

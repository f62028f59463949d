using System.Collections.Frozen;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>The passwords that everybody tries first, those of eight characters and more, Korean keyboard habits among them.</summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "12345678", "123456789", "1234567890", "0123456789", "0987654321", "987654321", "87654321", "12341234", "12344321", "11112222",
        "11223344", "1122334455", "123123123", "123321123", "147258369", "159753456", "789456123", "741852963", "456456456", "13579246",
        "password", "password1", "password12", "password123", "password!", "passw0rd", "p@ssw0rd", "p@ssword", "pass1234", "passpass",
        "qwertyui", "qwertyuiop", "qwerty12", "qwerty123", "qwerty1234", "qwer1234", "qwer1234!", "1234qwer", "1234qwer!", "q1w2e3r4",
        "q1w2e3r4t5", "1q2w3e4r", "1q2w3e4r!", "1q2w3e4r5t", "1qaz2wsx", "1qaz2wsx3edc", "qazwsxedc", "zaq12wsx", "zxcvbnm1", "asdfghjk",
        "asdfghjkl", "asdf1234", "asdfasdf", "zxcvasdf", "qweasdzxc", "qwe123123", "abcd1234", "abcd1234!", "1234abcd", "abc12345",
        "abc123456", "abcdefgh", "abcdefg1", "a1234567", "a12345678", "a123456789", "aa123456", "asd12345", "iloveyou", "iloveyou1",
        "loveyou1", "princess", "sunshine", "football", "baseball", "superman", "starwars", "whatever", "trustno1", "computer",
        "internet", "samsung1", "samsung123", "galaxy123", "korea1234", "koreakorea", "seoul1234", "admin123", "admin1234", "administrator",
        "welcome1", "welcome123", "changeme", "letmein1", "letmein123", "master123", "monkey123", "dragon123", "shadow123", "michael1",
        "qlalfqjsgh", "qlalfqjsgh1", "dkssudgktpdy", "dkssud123", "tkfkdgo1", "tkfkdgody", "gksrnr123", "eogksalsrnr", "wjdqhqhdks", "mypay1234", "mypaymypay");

    public static bool Contains(string password) => All.Contains(password);
}

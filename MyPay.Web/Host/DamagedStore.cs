using Microsoft.Data.Sqlite;

namespace MyPay.Web.Host;

/// <summary>
/// A SQLite file that is not one any more, or whose pages do not fit together: MyPay does not start on it, and says how
/// to go on.
/// </summary>
internal static class DamagedStore
{
    // Result codes of SQLite, https://www.sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>Whether this failure, or one behind it, is SQLite's word that the file is damaged.</summary>
    public static bool IsSaidBy(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException { SqliteErrorCode: Corrupt or NotADatabase })
                return true;
        }

        return false;
    }

    /// <summary>The refusal to start, exit code 1.</summary>
    public static StartupRefusedException Refused(string file, Exception failure) =>
        new(
            $"저장소 파일 {file}이(가) 손상되어 열지 않았고, 아무것도 바꾸지 않았어요. "
                + "이 폴더를 그대로 복사해 둔 다음 restore 백업파일 --force로 마지막 백업을 되살려 주세요.",
            $"The store's file {file} is damaged ({failure.GetBaseException().Message.TrimEnd('.')}). "
                + "It was not opened and nothing was changed. Keep a copy of this folder as it is, then bring "
                + "back the last backup: restore FILE --force",
            exitCode: 1
        );
}

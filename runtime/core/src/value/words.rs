//! What people write where a secret is to be put, in the languages that they write it in. In small letters.

use super::table::table;

/// How placeholders begin, with what separates words left out.
pub(super) static PLACEHOLDERS: &[u8] = table!(
    "\
    12345678 0123456789 abcdefghij abcd1234 astringsecret cidummy defaultvalue djangoinsecure \
    fakekey faketoken getfrom hiddenfor mockapi mocktoken mysecretpass notareal samplekey \
    sampletoken setme somerandomstring skdummy skfake sk123456 skplaceholder skproj0000 supersecret test1234 \
    tobedefined tobeset tobefilled fillmein fillin notconfigured setinvault seeinvault skreplace skthisis skci skhere \
    sk0000000 skxxxx skproj12345 generateme askdevops changeme changethis changein pleasechange pleasereplace pleaseset dummykey \
    dummytoken dummysecret enteryour fixme inserta insertkey insertthe insertyour myapikey \
    mysecretkey pasteyour pastehere placeholder putyour replaceme replacethis replacewith \
    skyour tobereplaced yourapi yourkey youropenai yoursecret yourtoken yourpassword \
    deinapi deinschl deingeheim deinpass hierschl hierein hierden bitteaend bittesetzen \
    bitteersetz ersetzmich aendermich motdepasse votrecl votreapi votremot votresec \
    remplacez changezmoi inserez tuclave tuapi tucontra tusecret sucla reemplaza cambiame \
    suachave suaapi suasenha insiraa mudeesta latuachi latuaapi inserisci cambiami twojklucz \
    twojeh wstaw uwapi uwsleutel jouwapi vulhier dinapi dinnyckel"
);

/// How they begin where something separates words among the first four signs.
pub(super) static HEADS: &[u8] = table!(
    "\
    my-a my_a my-s my_s put- put_ to_b fill sk-r sk_r sk-t sk_t sk-c sk_c sk-h sk_h sk-0 sk_0 sk-x sk_x sk-X see- see_ set- set_ ask- ask_ gene \
    sk-y sk_y to-b to_b ci-d ci_d sk-d sk_d sk-f sk_f sk-p sk_p \
    sk-1 sk_1 not- not_ get- get_ mot- mot_ a-st a_st xxx- 0000 tu-c tu_c tu-a tu_a la-t la_t \
    x-ap x-au api- auth bear uw-a uw_a uw-s din- din_ vul- su-c sua- sua_"
);

/// The same in letters of other scripts.
pub(super) static FOREIGN: &[u8] = table!(
    "\
    ваш Ваш ВАШ введите Введите ВВЕДИТЕ вставьте Вставьте замените Замените 你的 您的 请输入 请填 \
    あなたの ここに 여기에 당신의 귀하의"
);

/// Whole texts, likewise.
pub(super) static WHOLE: &[u8] = table!(
    "\
    apikey data+omitted empty example hidden key masked nil nullnull none notset null password secret tbd \
    foobarbaz asdfasdf qwertyuiop disabled topsecret whatever something secretkeyref valuefrom p4ssw0rd sensitive production encrypted notconfigured \
    ciplaceholder skciplaceholder test todo token undefined unset xxx examplekey testkey fakekey notneeded seevault passwort \
    kennwort contrasena contraseña wachtwoord hasło heslo"
);

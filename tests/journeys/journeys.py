# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: journeys.py LEEDS-KIOSK KIOSK-PACK STORE SOURCE TEST...

Runs tests of the program that is built. TEST is a module, a class or a test of
this folder or the one it is started in, such as visit_journeys.ArabicVisit.
"""
import os
import sys
import unittest

import driving

if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    driving.built = driving.Built(*(os.path.abspath(path) for path in sys.argv[1:5]))
    sys.path.insert(0, os.getcwd())
    unittest.main(module=None, argv=sys.argv[:1] + sys.argv[5:])
